#include "records/forms.hpp"

#include <algorithm>

#include "records/minutes.hpp"

namespace roundtable::records {
namespace {

bool of_every_kind(DocumentKind) {
  return true;
}

}  // namespace

const std::vector<Form>& forms() {
  static const std::vector<Form> kForms = {
      {"html", "text/html; charset=utf-8", true, of_every_kind, make_html},
      {"json", "application/json", false, of_every_kind, make_json},
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
