// Files for an import over HTTP: POST /api/v1/import/grids and POST /api/v1/grids/{id}/roll, each
// with ?check=1 for the preview (docs/imports.md). The body is the file itself. GET of the latter
// tells what is there.
#pragma once

#include <cstddef>
#include <optional>

#include "app/importer.hpp"
#include "app/meters.hpp"
#include "live/identity.hpp"
#include "live/registry.hpp"
#include "net/handlers.hpp"

namespace roundtable::app {

class ImportRoutes {
 public:
  ImportRoutes(Importer& importer, const live::Identity& identity, const live::Registry& registry,
               Meters& meters);

  /// True for the two paths: their body is a file and may be large.
  static bool takes_file(const net::HttpRequest& request);
  /// What a body may have: a file's bytes for staff who are signed in, nothing for others. Reads by
  /// one key, so it may be asked on a shard.
  std::optional<std::size_t> body_bytes_max(const net::HttpRequest& head) const;

  /// Nothing where the request is neither. Blocks; throws log::LogFailure.
  std::optional<net::HttpResponse> answer(const net::HttpRequest& request);
  /// GET /api/v1/grids/{id}/roll: how large the rolls of a grid are, for who may import one.
  /// Nothing for other paths.
  std::optional<net::HttpResponse> read(const net::HttpRequest& request) const;
  /// `POST /api/v1/grids`: one grid entered by hand, {"grid"}. The same checks and permission as a
  /// file of one line. Blocks; throws log::LogFailure.
  net::HttpResponse one_grid(const net::HttpRequest& request);

 private:
  /// What keeps this person from the rolls of that grid; nothing: may keep them.
  std::optional<net::HttpResponse> kept_out(const live::Subject& subject, const GridId& grid) const;
  net::HttpResponse grids(const net::HttpRequest& request, const live::Subject& subject);
  net::HttpResponse roll(const net::HttpRequest& request, const live::Subject& subject,
                         const GridId& grid);
  net::HttpResponse answered(const net::HttpRequest& request, const ImportAnswer& answer);

  Importer& importer_;
  const live::Identity& identity_;
  const live::Registry& registry_;
  Meters& meters_;
};

}  // namespace roundtable::app
