//===- ssa.h - the current version of every variable of a scope -----------===//
//
// SSA on the fly. Each variable of the scope that is being walked has a slot
// with its current node. A log of changes makes branches cheap: a branch starts
// at a mark, its changes are collected from the log and rolled back, and join()
// makes Phis for the slots that any branch changed.
//
//   if c:  x = 1     mark; x := #1; collect {x: #1}; roll back
//   else:  x = 2     mark; x := #2; collect {x: #2}; roll back
//                    join: x := Phi(#1, #2; cond: c)
//
// Early exits (return, break, continue, an exception) go to a target that lies
// further out. Copying the environment at each would be quadratic. Instead a
// clock counts exits, a slot remembers when its version was set, and a version
// that is left later than a target's last exit has reached that target:
//
//   x = 1; if a: break;  x = 2         the clock moved between the two: #1 is
//                                      noted for the loop's exit
//
// Cost: one step for each change and each target around it (nesting is capped).
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_FRONTENDS_COMMON_SSA_H
#define MODEL_TIDY_SCANNER_FRONTENDS_COMMON_SSA_H

#include "scanner/summary/summary_builder.h"
#include <vector>

namespace modeltidy::ssa {

using SlotId = uint32_t;

struct SlotValue {
  SlotId Slot;
  NodeId Value;
};

/// The end of one branch: its changes are a run in the environment's pool.
struct Branch {
  bool Reachable;
  NodeId Cond; // what chose this branch, 0: nothing that has a value
  uint32_t First, Count;
};

/// The state that branches start from.
struct Fork {
  size_t Mark, PoolMark;
  bool Reachable;
};

struct Span {
  uint32_t Begin, End;
};

/// A group of values for each slot, in order of first mention. Reused buffers.
class SlotGroups {
public:
  void clear() {
    ++Stamp;
    Groups.clear();
    Entries.clear();
  }
  /// Adds a value (and what chose it); returns the group's size.
  void add(SlotId Slot, NodeId Value, NodeId Cond = 0);
  struct Entry {
    NodeId Value, Cond;
    uint32_t Next;
  };
  struct Group {
    SlotId Slot;
    uint32_t Head, Tail, Count;
  };
  llvm::ArrayRef<Group> groups() const { return Groups; }
  const Entry &entry(uint32_t At) const { return Entries[At]; }
  static constexpr uint32_t End = ~0u;

private:
  std::vector<uint32_t> Stamps, Index; // by slot
  std::vector<Group> Groups;
  std::vector<Entry> Entries;
  uint32_t Stamp = 0;
};

class Environment {
public:
  explicit Environment(SummaryBuilder &Builder) : Builder(Builder) {}

  /// Starts a scope: no slots, no changes, reachable.
  void reset(uint32_t SummaryScope);
  /// Temporary slots (comprehension variables) never join.
  SlotId addSlot(StringId Name, bool Temporary = false);
  StringId name(SlotId S) const { return Slots[S].Name; }
  bool isTemporary(SlotId S) const { return Slots[S].Temporary; }
  uint32_t slotCount() const { return static_cast<uint32_t>(Slots.size()); }

  /// The current version; else the node that read the outer variable; else 0.
  NodeId value(SlotId S) const {
    return Slots[S].Current ? Slots[S].Current : Slots[S].Base;
  }
  NodeId current(SlotId S) const { return Slots[S].Current; }
  NodeId base(SlotId S) const { return Slots[S].Base; }
  void assign(SlotId S, NodeId Value);
  /// Remembers the first read of a variable that the scope has not bound.
  void noteBase(SlotId S, NodeId Value) {
    if (Slots[S].Base == 0)
      Slots[S].Base = Value;
  }

  bool Reachable = true;

  // Branches.
  size_t mark() const { return Log.size(); }
  Fork fork() const { return {Log.size(), Pool.size(), Reachable}; }
  /// Takes the changes since the fork as a branch and rolls them back.
  Branch endBranch(const Fork &From, NodeId Cond = 0);
  /// Joins all branches of a fork. The Phis get At as their span.
  void join(llvm::ArrayRef<Branch> Branches, const Fork &From, Span At);
  void rollBack(size_t Mark);

  // Targets of early exits, innermost last.
  enum class TargetKind : uint8_t { Exit, Continue, Break, Handler };
  void pushTarget(TargetKind Kind);
  /// The current versions leave for the innermost target of that kind.
  void leaveFor(TargetKind Kind);
  bool reached(TargetKind Kind) const;
  bool hasHandler() const { return Handlers > 0; }
  /// The innermost handler may find this version.
  void noteForHandler(SlotId S, NodeId Value);
  /// Ends the innermost target: every version that reached it, among the slots
  /// changed since the mark, is added to Into.
  void popTarget(size_t Mark, SlotGroups &Into);

  /// One value for a group: 0, the value itself, or a Phi.
  NodeId merge(const SlotGroups &Groups, const SlotGroups::Group &G, Span At);
  /// As merge, into the operands of a Phi that exists already.
  void distinct(const SlotGroups &Groups, const SlotGroups::Group &G,
                llvm::SmallVectorImpl<Operand> &Out, NodeId Skip = 0);
  /// The slots changed since the mark, each once, with their present value.
  void changed(size_t Mark, std::vector<SlotValue> &Out);

  /// Tells slots apart: after beginSeen, firstSeen is true once for each.
  void beginSeen() { Seen = nextStamp(); }
  bool firstSeen(SlotId S);

  SlotGroups &scratch() { return Scratch; }

private:
  struct Slot {
    StringId Name;
    NodeId Current, Base;
    uint32_t Since; // clock when Current was set
    bool Temporary;
  };
  struct Change {
    SlotId Slot;
    NodeId Old;
  };
  struct Target {
    TargetKind Kind;
    uint32_t LastExit; // clock; 0: never
    std::vector<SlotValue> Reached;
  };
  void leave(SlotId S);
  uint32_t nextStamp();

  SummaryBuilder &Builder;
  uint32_t SummaryScope = 0;
  std::vector<Slot> Slots;
  std::vector<Change> Log;
  std::vector<SlotValue> Pool;
  std::vector<Target> Targets;
  size_t TargetCount = 0; // Targets beyond it keep their buffers
  unsigned Handlers = 0;
  uint32_t Clock = 1;
  std::vector<uint32_t> SlotStamps, NodeStamps;
  uint32_t Stamp = 0, Seen = 0;
  StringId CondName = 0;
  SlotGroups Scratch;
};

} // namespace modeltidy::ssa

#endif
