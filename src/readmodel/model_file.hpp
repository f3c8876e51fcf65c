// ModelFile: where the read models are, shared by whoever writes the file and whoever reads it. A
// newer making of it, made beside it, takes its place while questions are under way: those end on
// the old one, whose connections are then let go. Safe from any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace SQLite {
class Database;
}

namespace roundtable::readmodel {

class ModelFile {
 public:
  explicit ModelFile(std::string path) : path_(std::move(path)) {}

  const std::string& path() const { return path_; }
  /// Where the next making of it is written.
  std::string path_beside() const { return path_ + ".new"; }

  /// Whether what it does not have is not there, but for the newest that is still on its way. False
  /// while it is made for the first time.
  bool answers() const { return answers_; }
  void set_answers(bool answers) { answers_ = answers; }
  /// Whether it had, at some moment since the start, everything that was durable then.
  bool has_caught_up() const { return has_caught_up_; }
  void set_caught_up(bool caught_up) { has_caught_up_ = caught_up; }

  /// Which making of it the path names.
  std::uint64_t making() const { return making_; }
  /// A connection to read, and which making it reads. Throws log::LogFailure.
  std::pair<std::unique_ptr<SQLite::Database>, std::uint64_t> open() const;
  /// Puts the file beside it in its place: neither may be open to write. Throws log::LogFailure.
  void replace();
  /// Removes the file beside it, with what SQLite put there.
  void remove_beside() const;

 private:
  const std::string path_;
  mutable std::mutex mutex_;  // nothing is opened while names change
  std::atomic<std::uint64_t> making_{1};
  std::atomic<bool> answers_{true};
  std::atomic<bool> has_caught_up_{true};
};

/// Connections with their statements, one for each question under way.
template <class Connection>
class Pool {
 public:
  explicit Pool(ModelFile& file) : file_(file) {}

  class Lent {
   public:
    Lent(Pool& pool, std::unique_ptr<Connection> one) : pool_(pool), one_(std::move(one)) {}
    /// One that failed in the middle of a question may still hold on to what it read.
    ~Lent() {
      if (std::uncaught_exceptions() == failing_) pool_.give_back(std::move(one_));
    }
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    Connection& operator*() const { return *one_; }

   private:
    Pool& pool_;
    std::unique_ptr<Connection> one_;
    const int failing_ = std::uncaught_exceptions();
  };

  Lent lend() {
    {
      const std::scoped_lock lock(mutex_);
      while (!idle_.empty()) {
        auto one = std::move(idle_.back());
        idle_.pop_back();
        if (one->making() == file_.making()) return {*this, std::move(one)};
      }
    }
    auto [database, making] = file_.open();
    return {*this, std::make_unique<Connection>(std::move(database), making)};
  }

 private:
  void give_back(std::unique_ptr<Connection> one) {
    if (one->making() != file_.making()) return;
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(one));
  }

  ModelFile& file_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace roundtable::readmodel
