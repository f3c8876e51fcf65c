#include "readmodel/rows_of.hpp"

#include <nlohmann/json.hpp>

#include "domain/ballot/worth.hpp"

namespace roundtable::readmodel {
namespace {

using nlohmann::json;

void add_line(std::string& text, const std::string& line) {
  if (line.empty()) return;
  if (!text.empty()) text += '\n';
  text += line;
}

std::string agenda_of(const domain::Meeting& meeting) {
  std::string text;
  for (const auto& [id, item] : meeting.agenda) add_line(text, item.text.title);
  return text;
}

Row meeting_row(const domain::Meeting& meeting) {
  Row row{Kind::meeting,
          meeting.id.str(),
          meeting.grid,
          meeting.title,
          "",
          meeting.scheduled_at,
          std::string(to_string(meeting.phase)),
          ""};
  // Until people have been told of it, what is planned for it is the staff's.
  if (meeting.is_public()) {
    row.text = meeting.place;
    add_line(row.text, agenda_of(meeting));
  }
  json shown = {{"place", meeting.place}};
  if (meeting.demonstration) shown["demonstration"] = true;
  row.shown = shown.dump();
  return row;
}

Row record_row(const domain::Meeting& meeting, const domain::PublishedRecord& record) {
  const auto* ballot = meeting.ballot(record.ballot);
  Row row{ballot == nullptr ? Kind::minutes : Kind::record,
          record.id.str(),
          meeting.grid,
          record.title.zh,
          record.number,
          record.published_at,
          "",
          ""};
  add_line(row.text, record.title.en);
  if (ballot != nullptr) {
    add_line(row.text, ballot->question);
    row.state = to_string(ballot->outcome);
  } else {
    // The narrative may have to be erased, and so is not searched.
    add_line(row.text, agenda_of(meeting));
    for (const auto& [id, agreed] : meeting.minutes.decisions) {
      if (!agreed.withdrawn) add_line(row.text, agreed.text);
    }
  }
  json shown = {{"number", record.number}, {"title_en", record.title.en}};
  if (ballot != nullptr) shown["standing"] = to_string(worth_of(*ballot));
  row.shown = shown.dump();
  return row;
}

}  // namespace

std::vector<Row> rows_of(const views::ViewState& state) {
  std::vector<Row> rows{meeting_row(state.meeting)};
  for (const auto& [id, record] : state.meeting.records) {
    rows.push_back(record_row(state.meeting, record));
  }
  return rows;
}

std::optional<Row> row_of(const domain::Issue& issue) {
  if (issue.withdrawn || issue.grid.empty()) return std::nullopt;
  return Row{Kind::issue,
             issue.id.str(),
             issue.grid,
             issue.title,
             issue.text,
             issue.reported_at,
             std::string(to_string(issue.source)),
             "{}"};
}

}  // namespace roundtable::readmodel
