// The forms of a document: each is made from its record model and from nothing else but the names
// that belong into it. A form is one file and one line of the table in forms.cpp. Pure functions;
// called on workers, since they take as long as the document is.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "records/model.hpp"
#include "records/phrases.hpp"
#include "records/template.hpp"

namespace roundtable::records {

/// What the Directory knows of people, by their id; "" where it knows nothing. The forms say what
/// of it may be read by everybody (docs/decisions/0012-minutes-speak-once.md).
struct Names {
  std::function<std::string(const std::string& id)> name;
  /// Of a household of the roll: who represents it and in which building it is.
  std::function<std::string(const std::string& id)> representative;
  std::function<std::string(const std::string& id)> building;
};

struct Form {
  std::string_view name;          // "html"
  std::string_view content_type;  // what it is served as
  bool in_languages = false;      // one in each; else one in no language
  bool (*fits)(DocumentKind kind) = nullptr;
  /// Throws TemplateFailure.
  std::string (*make)(const Templates& templates, const Model& model, const Names& names,
                      Lang lang) = nullptr;
};

const std::vector<Form>& forms();
/// Null for a name that no form has.
const Form* find_form(std::string_view name);

/// “…”表决结果, “…”会议纪要, “…”会议通知
std::string title_of(const Model& model, Lang lang);

// ---- the makers, one file each
std::string make_html(const Templates& templates, const Model& model, const Names& names,
                      Lang lang);
/// The model itself.
std::string make_json(const Templates& templates, const Model& model, const Names& names,
                      Lang lang);

/// Of a notice.
std::string make_calendar(const Templates& templates, const Model& model, const Names& names,
                          Lang lang);

}  // namespace roundtable::records
