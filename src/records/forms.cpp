#include "records/forms.hpp"

#include <algorithm>

namespace roundtable::records {
namespace {

bool of_every_kind(DocumentKind) {
  return true;
}
bool of_notices(DocumentKind kind) {
  return kind == DocumentKind::notice;
}

}  // namespace

const std::vector<Form>& forms() {
  static const std::vector<Form> kForms = {
      {"html", "text/html; charset=utf-8", true, of_every_kind, make_html},
      {"json", "application/json", false, of_every_kind, make_json},
      {"ics", "text/calendar; charset=utf-8", false, of_notices, make_calendar},
  };
  return kForms;
}

const Form* find_form(std::string_view name) {
  const auto found = std::find_if(forms().begin(), forms().end(),
                                  [&](const Form& form) { return form.name == name; });
  return found == forms().end() ? nullptr : &*found;
}

std::string make_json(const Templates&, const Model& model, const Names&, Lang) {
  return write_model(model);
}

}  // namespace roundtable::records
