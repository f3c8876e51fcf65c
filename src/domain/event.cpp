#include "domain/event.hpp"

namespace roundtable::domain {

Event::Event(const Event&) = default;
Event::Event(Event&&) noexcept = default;
Event& Event::operator=(const Event&) = default;
Event& Event::operator=(Event&&) noexcept = default;
Event::~Event() = default;

const SpeakerId* renamed_speaker(const Event& event) {
  if (const auto* called = std::get_if<SpeakerCalled>(&event)) return &called->speaker;
  const auto* numbered = std::get_if<SpeakerNumbered>(&event);
  return numbered != nullptr ? &numbered->speaker : nullptr;
}

}  // namespace roundtable::domain
