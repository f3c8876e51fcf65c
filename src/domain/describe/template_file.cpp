// A meeting template as its data file says it, described.
#include "domain/describe/make.hpp"
#include "domain/describe/parts.hpp"
#include "domain/describe/values.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain::describe {
namespace {

constexpr std::size_t kOutputsMax = 20;
constexpr std::size_t kSourcesMax = 20;
constexpr std::size_t kLevelsMax = 7;

const std::vector<Member>& title_in_both() {
  static const std::vector<Member> kMembers = {text<&Text::zh>("zh", kTitleBytesMax),
                                               text<&Text::en>("en", kTitleBytesMax)};
  return kMembers;
}

const std::vector<Member>& template_item() {
  static const std::vector<Member> kMembers = {
      object<&TemplateItem::title>("title", title_in_both),
      choice<item_kind_from, &TemplateItem::kind>("kind"),
      number<&TemplateItem::minutes>("minutes", "min", 1, kItemMinutesMax)};
  return kMembers;
}

const std::vector<Member>& template_source() {
  static const std::vector<Member> kMembers = {
      object<&TemplateSource::name>("name", both_languages),
      optional(text<&TemplateSource::place>("place"))};
  return kMembers;
}

Member rules_named() {
  auto out = texts<&MeetingTemplate::rules>("rules", 1, kRulesPerMeetingMax, kRulesPerMeetingMax);
  out.each = Kind::id;
  out.once = true;
  return out;
}

}  // namespace

// The note is for whoever maintains the file: what is custom and what is our setting.
const std::vector<Member>& meeting_template_file() {
  static const std::vector<Member> kMembers = {
      id<&MeetingTemplate::id>("id"),
      number<&MeetingTemplate::version>("version", "", 1, kFileVersionMax),
      object<&MeetingTemplate::name>("name", title_in_both),
      object<&MeetingTemplate::purpose>("purpose", both_languages),
      optional(truth<&MeetingTemplate::forum>("forum")),
      id<&MeetingTemplate::body>("body"),
      rules_named(),
      choice<roll_kind_from, &MeetingTemplate::roll>("roll"),
      choices<grid_level_from, &MeetingTemplate::levels>("levels", kLevelsMax),
      number<&MeetingTemplate::notice_days>("notice_days", "days", 0, kFileDaysMax),
      objects<&MeetingTemplate::agenda>("agenda", template_item, kAgendaItemsMax),
      objects<&MeetingTemplate::outputs>("outputs", both_languages, kOutputsMax),
      object<&MeetingTemplate::legal_effect>("legal_effect", both_languages),
      objects<&MeetingTemplate::sources>("sources", template_source, kSourcesMax),
      optional(object<&MeetingTemplate::note>("note", both_languages))};
  return kMembers;
}

}  // namespace roundtable::domain::describe
