// Papers that an office uses around a meeting: the agenda, the sheet to sign in on, ballot papers,
// the form of a proxy (授权委托书) and the register of delivery. They are made of the notice's
// model, lie on a table and are written on by hand; nothing of them is published or numbered, and
// whoever signs or seals does it on paper. Pure; callable from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/model.hpp"
#include "records/phrases.hpp"
#include "records/template.hpp"

namespace roundtable::records {

/// `kit`: what a meeting needs to go on without a line - what to do, and in one document the
/// agenda, the sheet to sign in on, sheets to count hands on, a sheet for the minutes and named
/// ballot papers.
enum class OfficePaper { sign_in, agenda, ballots, proxy, delivery, hand_count, kit };
inline constexpr std::array kOfficePapers = {
    OfficePaper::sign_in,  OfficePaper::agenda,     OfficePaper::ballots, OfficePaper::proxy,
    OfficePaper::delivery, OfficePaper::hand_count, OfficePaper::kit};
/// "sign_in": in addresses, and the section of the template.
std::string_view to_string(OfficePaper paper);
std::optional<OfficePaper> office_paper_from(std::string_view name);
/// Rows that a spreadsheet can hold, one a household.
bool is_table(OfficePaper paper);

/// Whoever decides, as the papers name them: a household of the roll, or a person.
struct PaperHead {
  std::string where;  // 12号楼 502室; "" : the roll is of persons
  std::string name;   // who stands for it; "" : the Directory does not know
  std::string area;   // "" : the roll has none
};

struct OfficePaperFacts {
  std::vector<PaperHead> heads;
  std::string part;     // the building that alone is listed, in words; "" : all of the roll
  bool secret = false;  // ballot papers without the household, one to be copied
  std::string address;  // of the meeting's page; "" : none that others can open is known
};

/// How many households one paper lists: what a printer takes in one go, and a program turns into
/// PDF in its time. Of ballot papers each is a page.
std::size_t paper_heads_max(OfficePaper paper);
/// It lists the households of the roll, or has a page for each.
bool names_heads(OfficePaper paper, bool secret);

/// “…”签到表
std::string office_paper_title(const domain::Meeting& meeting, OfficePaper paper, Lang lang);

/// `model`: of the notice. Throws TemplateFailure.
std::string render_office_paper(const Templates& templates, const Model& model, OfficePaper paper,
                                const OfficePaperFacts& facts, Lang lang);

}  // namespace roundtable::records
