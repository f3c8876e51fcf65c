// A meeting for the calendars of those who are called to it (iCalendar, RFC 5545).
#include <array>
#include <cstdio>

#include "records/forms.hpp"

namespace roundtable::records {
namespace {

constexpr std::size_t kLineBytesMax = 75;  // RFC 5545 3.1, without the line's end
constexpr std::int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;

/// 20261120T110000Z
std::string utc_words(Time time) {
  const auto days =
      (time.micros - (time.micros % kMicrosPerDay + kMicrosPerDay) % kMicrosPerDay) / kMicrosPerDay;
  const auto date = date_from_days(days);
  const auto seconds = (time.micros - days * kMicrosPerDay) / kMicrosPerSecond;
  std::array<char, 80> text{};
  std::snprintf(text.data(), text.size(), "%04d%02d%02dT%02d%02d%02dZ", date.year, date.month,
                date.day, static_cast<int>(seconds / 3'600), static_cast<int>(seconds / 60 % 60),
                static_cast<int>(seconds % 60));
  return text.data();
}

/// RFC 5545 3.3.11: a line's end is written, and other control characters have no place in a text.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7F') continue;
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Long lines go on behind a space, never within a character.
void add_line(std::string& out, const std::string& line) {
  std::size_t from = 0;
  while (line.size() - from > kLineBytesMax - 1) {
    auto until = from + kLineBytesMax - 1;
    while (continues_character(line[until])) --until;
    out += line.substr(from, until - from) + "\r\n ";
    from = until;
  }
  out += line.substr(from) + "\r\n";
}

}  // namespace

std::string make_calendar(const Templates&, const Model& model, const Names&, Lang) {
  const auto& meeting = model.meeting;
  std::int64_t minutes = 0;
  std::string agenda;
  for (const auto* item : in_order(meeting.agenda)) {
    minutes += item->text.minutes;
    agenda += (agenda.empty() ? "" : "\n") + item->text.title;
  }
  std::string out;
  add_line(out, "BEGIN:VCALENDAR");
  add_line(out, "VERSION:2.0");
  add_line(out, "PRODID:-//Roundtable//Notice//ZH");
  add_line(out, "CALSCALE:GREGORIAN");
  add_line(out, "METHOD:PUBLISH");
  add_line(out, "BEGIN:VEVENT");
  add_line(out, "UID:meeting-" + meeting.id.str() + "@roundtable");
  add_line(out, "DTSTAMP:" + utc_words(model.made.at));
  // Grows with every change of what was announced, so that a calendar takes the newer file.
  add_line(out, "SEQUENCE:" + std::to_string(model.made.version));
  add_line(out, "DTSTART:" + utc_words(meeting.scheduled_at));
  if (minutes > 0) {
    add_line(out, "DTEND:" + utc_words(meeting.scheduled_at + minutes * kMicrosPerMinute));
  }
  add_line(out, "SUMMARY:" + escaped(meeting.title));
  if (!meeting.place.empty()) add_line(out, "LOCATION:" + escaped(meeting.place));
  if (!agenda.empty()) add_line(out, "DESCRIPTION:" + escaped(agenda));
  add_line(out,
           meeting.phase == domain::Phase::cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
  add_line(out, "END:VEVENT");
  add_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace roundtable::records
