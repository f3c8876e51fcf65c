#include <algorithm>

#include "base/ensure.hpp"
#include "domain/apply_parts.hpp"

namespace roundtable::domain {

void AgendaApplier::operator()(const AgendaItemAdded& e) const {
  AgendaItem item;
  item.id = e.item;
  item.order = meeting.next_order++;
  item.text = e.text;
  ensure(meeting.agenda.emplace(e.item, std::move(item)).second, "a new agenda item");
}

void AgendaApplier::operator()(const AgendaItemEdited& e) const {
  auto& item = item_of(e.item);
  // What was announced in other words, or to be decided under another rule, has not been announced.
  const auto& was = item.text;
  const bool same =
      was.title == e.text.title && was.matter == e.text.matter && was.rule == e.text.rule;
  if (!same) item.noticed = false;
  item.text = e.text;
}

// The same order numbers, dealt out anew.
void AgendaApplier::operator()(const AgendaItemMoved& e) const {
  std::vector<AgendaItem*> items;
  for (auto& [id, item] : meeting.agenda) items.push_back(&item);
  std::sort(items.begin(), items.end(),
            [](const auto* a, const auto* b) { return a->order < b->order; });
  std::vector<std::int64_t> numbers;
  for (const auto* item : items) numbers.push_back(item->order);
  auto* moved = &item_of(e.item);
  std::erase(items, moved);
  const auto place = std::find_if(items.begin(), items.end(),
                                  [&](const auto* item) { return item->id == e.before; });
  items.insert(place, moved);
  for (std::size_t i = 0; i < items.size(); ++i) items[i]->order = numbers[i];
}

void AgendaApplier::operator()(const AgendaItemStarted& e) const {
  ensure(!meeting.current_item, "one agenda item at a time");
  auto& item = item_of(e.item);
  item.state = ItemState::current;
  if (!item.started_at) item.started_at = at;
  item.running_from = at;
  item.finished_at.reset();
  meeting.current_item = e.item;
}

void AgendaApplier::operator()(const AgendaItemFinished& e) const {
  auto& item = item_of(e.item);
  stop(item);
  item.state = ItemState::done;
  item.finished_at = at;
}

void AgendaApplier::operator()(const AgendaItemDeferred& e) const {
  auto& item = item_of(e.item);
  stop(item);
  item.state = ItemState::deferred;
  item.reason = e.reason;
}

// A start that was a mistake leaves no time behind; one that was taken up again keeps what it had.
void AgendaApplier::operator()(const AgendaItemReset& e) const {
  auto& item = item_of(e.item);
  item.running_from.reset();
  if (item.used == 0) item.started_at.reset();
  item.finished_at.reset();
  item.reason.clear();
  item.state = ItemState::waiting;
  if (meeting.current_item == e.item) leave();
}

void AgendaApplier::pause() const {
  if (!meeting.current_item) return;
  auto& item = item_of(*meeting.current_item);
  if (item.running_from) item.used += at - *item.running_from;
  item.running_from.reset();
}

void AgendaApplier::go_on() const {
  if (meeting.current_item) item_of(*meeting.current_item).running_from = at;
}

void AgendaApplier::stop(AgendaItem& item) const {
  if (item.running_from) item.used += at - *item.running_from;
  item.running_from.reset();
  if (meeting.current_item == item.id) leave();
}

void AgendaApplier::leave() const {
  meeting.current_item.reset();
  meeting.current_proposal.reset();
}

AgendaItem& AgendaApplier::item_of(const AgendaItemId& id) const {
  const auto found = meeting.agenda.find(id);
  ensure(found != meeting.agenda.end(), "events speak of items on the agenda");
  return found->second;
}

}  // namespace roundtable::domain
