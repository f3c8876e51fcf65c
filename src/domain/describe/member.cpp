#include "domain/describe/member.hpp"

namespace roundtable::domain::describe {

Form form_of(Kind kind) {
  switch (kind) {
    case Kind::id:
    case Kind::own_head:
    case Kind::text:
    case Kind::paragraph:
    case Kind::day:
    case Kind::choice:
    case Kind::paper:
    case Kind::id_or_truth:
      return Form::text;
    case Kind::number:
    case Kind::time:
      return Form::number;
    case Kind::truth:
      return Form::truth;
    case Kind::texts:
      return Form::list;
    case Kind::part:
    case Kind::object:
    case Kind::objects:
    case Kind::by_id:
    case Kind::rule:
    case Kind::rules:
    case Kind::roll:
    case Kind::tally:
    case Kind::numbers:
    case Kind::sealed:
      break;
  }
  return Form::own;
}

}  // namespace roundtable::domain::describe
