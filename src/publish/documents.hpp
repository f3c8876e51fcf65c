// Published documents as PDF and for Word, made by other programs where they are installed. One
// queue, one document at a time, in a process of its own; what was made is kept, so that a document
// that a thousand people ask for is made once. Safe from any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "live/workers.hpp"
#include "records/sheet.hpp"

namespace roundtable::publish {

enum class PaperForm { pdf, word };
/// "pdf", "docx"
std::string_view to_string(PaperForm form);
std::optional<PaperForm> paper_form_from(std::string_view name);
std::string_view content_type(PaperForm form);
/// The Debian package that makes it.
std::string_view package_of(PaperForm form);

struct DocumentOptions {
  std::string templates;  // templates/documents
  std::string pdf_program = "weasyprint";
  std::string word_program = "pandoc";
  std::chrono::milliseconds time_max{120'000};  // a slow machine cuts Chinese letters to size
  std::size_t document_bytes_max = 4UL * 1024 * 1024;
  std::size_t made_bytes_max = 32UL * 1024 * 1024;
  std::size_t kept_bytes_max = 64UL * 1024 * 1024;
  std::size_t waiting_max = 16;
  std::size_t askers_max = 2'000;  // of one document
};

struct WantedDocument {
  PaperForm form = PaperForm::pdf;
  records::Lang lang = records::Lang::zh;
  records::SheetFacts facts;  // without rules
};

enum class Unmade {
  no_converter,
  busy,
  failed,
  stopping,
};

using MadeBytes = std::shared_ptr<const std::string>;
using Made = std::variant<MadeBytes, Unmade>;
using TellMade = std::function<void(const Made&)>;

class Documents {
 public:
  /// `report`: why a document could not be made. Throws TemplateFailure.
  explicit Documents(
      DocumentOptions options,
      std::function<void(const std::string& why)> report = [](const auto&) {});
  /// Ends what is being made; whoever waits is told so.
  ~Documents();
  Documents(const Documents&) = delete;
  Documents& operator=(const Documents&) = delete;

  /// Whether the program is there.
  bool can(PaperForm form) const { return !program_of(form).empty(); }
  /// A hash of all that the document is made of: another one, another document.
  std::string version_of(const WantedDocument& wanted) const;
  /// Tells once, here or on the thread that makes it.
  void make(WantedDocument wanted, TellMade tell);
  /// Documents that nobody has begun yet.
  std::size_t waiting() const;
  /// From now on nothing is made.
  void stop();

 private:
  const std::string& program_of(PaperForm form) const;
  Made made(const WantedDocument& wanted) const;
  void finish(const std::string& version, const Made& made);
  void keep(const std::string& version, const MadeBytes& bytes);
  MadeBytes kept(const std::string& version);

  struct Kept {
    std::string version;
    MadeBytes bytes;
  };

  DocumentOptions options_;
  std::function<void(const std::string& why)> report_;
  records::Templates templates_;
  std::string rules_;
  std::string looks_;  // a hash of templates and styles
  std::string pdf_program_;
  std::string word_program_;
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::list<Kept> kept_;  // the one asked for last in front
  std::size_t kept_bytes_ = 0;
  std::map<std::string, std::vector<TellMade>> asked_;
  std::unique_ptr<live::Workers> worker_;  // last: its thread uses all the others
};

}  // namespace roundtable::publish
