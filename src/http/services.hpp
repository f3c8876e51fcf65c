// Services: what answers over HTTP are made from, in one bundle. Everything in it is safe from any
// thread and outlives the routes.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "directory/directory.hpp"
#include "http/file_shelf.hpp"
#include "http/first_page.hpp"
#include "http/importer.hpp"
#include "http/meters.hpp"
#include "http/origin.hpp"
#include "live/hosts.hpp"
#include "live/hub.hpp"
#include "live/identity.hpp"
#include "live/registry.hpp"
#include "live/rule_book.hpp"
#include "live/template_book.hpp"
#include "live/workers.hpp"
#include "log/event_log.hpp"
#include "mail/subscriptions.hpp"
#include "net/static_files.hpp"
#include "ops/observe.hpp"
#include "publish/documents.hpp"
#include "publish/notices.hpp"
#include "publish/previews.hpp"
#include "publish/record_pages.hpp"
#include "readmodel/search.hpp"
#include "views/lists.hpp"

namespace roundtable::http {

struct Services {
  live::Identity& identity;
  live::Registry& registry;
  const live::RuleBook& rules;
  const live::TemplateBook& templates;
  live::Hosts& hall;
  live::Hub& hub;
  live::Workers& workers;
  live::Workers& entrances;  // nobody waits for pages to come in
  live::Workers& sign_ins;   // Argon2 takes a tenth of a second: nobody else waits behind it
  live::Workers& imports;    // a roll takes seconds: one at a time, and few that wait
  directory::Directory& directory;
  log::EventLog& log;
  const views::Lists& lists;
  readmodel::Search& finder;
  Importer& importer;
  FileShelf& shelf;
  const publish::RecordPages& records;
  const publish::Notices& notices;
  const publish::Previews& previews;
  publish::Documents& documents;
  const FirstPages& first;
  const net::StaticFiles& files;
  const Clock& clock;
  Randomness& randomness;
  Meters& meters;
  ops::Log& lines;
  const std::atomic<bool>& ready;
  std::string base_url;                   // the public address; "": as a page was asked for
  std::vector<std::string> metrics_from;  // addresses
  std::function<std::vector<std::string>()> reachable;  // see http/reachable.hpp
  /// Whether what the commits up to that number made is in the lists; may wait a moment for that.
  std::function<bool(std::uint64_t number)> lists_have = [](std::uint64_t) { return true; };
  /// Whether they have all that is durable.
  std::function<bool()> lists_are_current = [] { return true; };
  AllowedHosts hosts = {};
  mail::Subscriptions* mail = nullptr;  // null: the operator named no server for letters
};

}  // namespace roundtable::http
