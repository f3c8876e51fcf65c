// The list of what is handed over (移交清单) when those who work on a grid change: who held which
// role, what is still open, what was published, the rolls, and by which keys all of it can be
// checked. Signed by hand by both sides and a witness; nothing of it is published. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "records/phrases.hpp"
#include "records/template.hpp"

namespace roundtable::records {

struct HandoverFacts {
  struct Person {
    std::string name;
    std::string login;
    std::string role;       // in words
    std::string works_for;  // her organisation; ""
    std::string until;      // in words; "" : no term
  };
  struct Matter {
    std::string kind;  // in words: a meeting, an issue
    std::string title;
    std::string grid;     // its name
    std::string waiting;  // what is still to be done, in words; ""
    std::string with;     // whose it is; "" : not known
  };
  struct Published {
    std::string number;
    std::string title;
    std::string date;
  };
  struct Register {
    std::string kind;  // in words
    std::string grid;
    std::string size;  // in words
  };
  struct Signer {
    std::string fingerprint;  // in fours
    std::string until;        // in words; "" : it signs now
  };

  std::string place;  // the grid's name
  Time at;
  bool demonstration = false;
  std::vector<Person> people;
  std::vector<Matter> matters;
  std::vector<Published> records;  // the newest first
  std::int64_t records_total = 0;  // also those that are not listed
  std::vector<Register> rolls;
  std::vector<Signer> keys;
  std::string checkpoint;  // number and hash; "" : the log has none
};

/// 开鲁二村移交清单
std::string handover_title(const HandoverFacts& facts, Lang lang);
/// Throws TemplateFailure.
std::string render_handover(const Templates& templates, const HandoverFacts& facts, Lang lang);

}  // namespace roundtable::records
