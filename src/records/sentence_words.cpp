// Single words of the sentences: categories, kinds of items, how long, and who is meant by a label.
#include "records/sentences.hpp"

namespace roundtable::records {

using namespace domain;

Text category_words(Category category) {
  switch (category) {
    case Category::present:
      return {"出席", "Present"};
    case Category::in_attendance:
      return {"列席", "In attendance"};
    case Category::excused:
      return {"请假", "Excused"};
    case Category::observer:
      return {"旁听", "Observers"};
    case Category::left:
      return {"其中中途离会", "Of these left early"};
  }
  return {};
}

Text item_kind_words(ItemKind kind) {
  switch (kind) {
    case ItemKind::report:
      return {"通报", "report"};
    case ItemKind::deliberation:
      return {"商议", "deliberation"};
    case ItemKind::decision:
      return {"表决", "decision"};
  }
  return {};
}

Text duration_words(std::int64_t seconds) {
  const auto minutes = seconds / 60;
  const auto rest = seconds % 60;
  Text out;
  if (minutes > 0) {
    out = {std::to_string(minutes) + (rest == 0 ? " 分钟" : " 分 "),
           std::to_string(minutes) + (minutes == 1 ? " minute" : " minutes")};
  }
  if (rest > 0 || minutes == 0) {
    out.zh += std::to_string(rest) + " 秒";
    out.en +=
        (minutes > 0 ? " " : "") + std::to_string(rest) + (rest == 1 ? " second" : " seconds");
  }
  return out;
}

std::string with_labels(const std::string& sentence,
                        const std::function<std::string(const std::string& id)>& label_of) {
  std::string out;
  std::size_t at = 0;
  while (at < sentence.size()) {
    const auto open = sentence.find('{', at);
    const auto close = open == sentence.npos ? open : sentence.find('}', open);
    if (close == sentence.npos) break;
    out.append(sentence, at, open - at);
    out += label_of(sentence.substr(open + 1, close - open - 1));
    at = close + 1;
  }
  return out.append(sentence, at);
}

}  // namespace roundtable::records
