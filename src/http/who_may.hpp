// Who may ask for a route: the classes of the route table, each answered by one pure function over
// live::permitted. What a class cannot say (accounts are kept by whoever is administrator above all
// their roles) the handler adds.
#pragma once

#include "live/permission.hpp"

namespace roundtable::http {

enum class Who {
  anyone,
  operators,            // from the addresses of `metrics_from`, asked directly
  staff,                // signed in with an account; the answer holds what is hers
  keeps_some_grid,      // keeps some grid; of which, each line is held against
  keeps_grid,           // the one in the path: what it is called, its members
  keeps_rolls,          // of the grid in the path
  keeps_offices,        // of the grid in the path
  keeps_organisations,  // of the grid in the path
  reports_issues,       // of the grid in the path
  records_standing,     // an administrator of the grid in the path
  admits_people,        // to the meeting in the path
  sees_previews,        // of what the meeting in the path would publish
  adds_files,           // to the meeting in the path
  invites_household,    // to the meeting in the path
  replaces_phones,      // of households of the meeting in the path
};

/// What the first id of the path names.
enum class On { nothing, grid, meeting };
On place_of(Who who);

/// `roles`: those that reach the grid, or the meeting's. Of `operators` the session says nothing.
bool may(Who who, const live::Subject& subject, const live::Roles& roles);

}  // namespace roundtable::http
