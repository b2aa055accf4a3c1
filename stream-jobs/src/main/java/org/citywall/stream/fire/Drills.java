package org.citywall.stream.fire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.TestWindow;

/**
 * Registered tests: inside its time a test turns the alarms that it expects ({@link DrillScope})
 * into a blue record. One alarm that it does not expect breaks it: that alarm is red, everything
 * that was taken as a drill before is raised red too, and for the rest of its time the test excuses
 * nothing. What it took and nobody restored does not vanish with it: at its end it is orange, to be
 * looked at; a test that is taken back makes it red.
 */
final class Drills {
    private Drills() {}

    static void register(FireDraft draft, TestWindow window, Instant now) {
        List<DrillWindow> tests = new ArrayList<>(draft.tests());
        int at = indexOf(tests, window.id());
        DrillWindow next =
                at < 0
                        ? new DrillWindow(window, false, List.of())
                        : new DrillWindow(window, tests.get(at).broken(), tests.get(at).taken());
        boolean isOver = window.cancelled() || !now.isBefore(next.dropAt(draft.policy));
        if (at >= 0 && isOver) {
            DrillWindow test = tests.remove(at);
            if (window.cancelled()) {
                cancel(draft, test, now);
            } else {
                expire(draft, test, now);
            }
        } else if (at >= 0) {
            tests.set(at, next);
        } else if (!isOver && tests.size() < draft.policy.maxWindows()) {
            tests.add(next);
        }
        draft.put(tests);
    }

    /** Whether a test explains the alarm; it is then told as its record. */
    static boolean takes(FireDraft draft, FireSignal signal, FireCondition condition, Instant now) {
        for (DrillWindow test : inForce(draft, signal)) {
            boolean hasRoom = test.taken().size() < draft.policy.maxConditions();
            if (hasRoom && DrillScope.expects(test, signal, draft.policy)) {
                if (Conditions.alarms(draft, signal)) {
                    return false; // It burnt before the test, and nobody has restored it since.
                }
                take(draft, test, signal, condition, now);
                return true;
            }
        }
        return false;
    }

    /**
     * Breaks the tests that do not expect the alarm, which no test explains.
     *
     * @return why, in words; null if there was no test to break
     */
    static String brokenBy(FireDraft draft, FireSignal signal, Instant now) {
        String why = null;
        for (DrillWindow test : inForce(draft, signal)) {
            if (DrillScope.expects(test, signal, draft.policy)) {
                continue;
            }
            why = DrillWords.broken(test.window(), signal);
            replace(draft, new DrillWindow(test.window(), true, List.of()));
            for (TakenSignal taken : test.taken()) {
                raise(draft, taken, why, now);
            }
            release(draft, test, why, now);
        }
        return why;
    }

    /** A restore or reset during a test. */
    static void restore(FireDraft draft, FireSignal end, Instant now) {
        for (DrillWindow test : draft.tests()) {
            List<TakenSignal> after = new ArrayList<>();
            for (TakenSignal taken : test.taken()) {
                boolean ends = taken.end() == null && !end.replay() && isAt(end, taken.signal());
                after.add(ends ? new TakenSignal(taken.signal(), end) : taken);
                if (ends) {
                    String reason = DrillWords.restored(test.window(), taken.signal());
                    tell(draft, test, taken.signal(), false, reason, now);
                }
            }
            if (!after.equals(test.taken())) {
                replace(draft, new DrillWindow(test.window(), test.broken(), after));
            }
        }
    }

    /** Forgets tests whose time is over. */
    static void end(FireDraft draft, Instant due) {
        List<DrillWindow> running = new ArrayList<>();
        for (DrillWindow test : draft.tests()) {
            if (test.dropAt(draft.policy).isAfter(due)) {
                running.add(test);
            } else {
                expire(draft, test, due);
            }
        }
        if (running.size() < draft.tests().size()) {
            draft.put(running);
        }
    }

    /** What still alarms may be what it looks like. */
    private static void expire(FireDraft draft, DrillWindow test, Instant now) {
        for (TakenSignal taken : test.taken()) {
            if (taken.end() == null) {
                Conditions.begin(
                        draft, taken.signal(), FireCondition.DRILL_UNRESTORED, Account.NONE, now);
            }
        }
        release(draft, test, DrillWords.ended(test.window()), now);
    }

    /** Whoever takes a test back while something alarms says that it is none. */
    private static void cancel(FireDraft draft, DrillWindow test, Instant now) {
        String why = DrillWords.cancelled(test.window());
        for (TakenSignal taken : test.taken()) {
            if (taken.end() == null) {
                raise(draft, taken, why, now);
            }
        }
        release(draft, test, why, now);
    }

    private static List<DrillWindow> inForce(FireDraft draft, FireSignal signal) {
        if (signal.replay() || signal.site() == null) {
            return List.of();
        }
        return draft.tests().stream()
                .filter(test -> test.isInForceAt(signal.receivedAt()))
                .filter(test -> test.window().siteId().equals(signal.site().id()))
                .toList();
    }

    private static void take(
            FireDraft draft,
            DrillWindow test,
            FireSignal signal,
            FireCondition condition,
            Instant now) {
        List<TakenSignal> taken = new ArrayList<>(test.taken());
        taken.removeIf(known -> isSame(known.signal(), signal));
        taken.add(new TakenSignal(signal, null));
        replace(draft, new DrillWindow(test.window(), false, List.copyOf(taken)));
        tell(draft, test, signal, true, DrillWords.taken(test.window(), signal, condition), now);
    }

    private static void raise(FireDraft draft, TakenSignal taken, String why, Instant now) {
        FireSignal signal = taken.signal();
        Conditions.alarm(draft, signal, FireCondition.begunBy(signal), why, now);
        if (taken.end() != null) {
            Conditions.endAt(draft, taken.end());
        }
    }

    /** Ends the record of what still holds. */
    private static void release(FireDraft draft, DrillWindow test, String why, Instant now) {
        for (TakenSignal taken : test.taken()) {
            if (taken.end() == null) {
                tell(draft, test, taken.signal(), false, why, now);
            }
        }
    }

    private static void tell(
            FireDraft draft,
            DrillWindow test,
            FireSignal signal,
            boolean raised,
            String reason,
            Instant now) {
        draft.emit(FireDetections.drill(test.window(), signal, raised, reason, now));
    }

    private static void replace(FireDraft draft, DrillWindow test) {
        List<DrillWindow> tests = new ArrayList<>(draft.tests());
        tests.set(indexOf(tests, test.window().id()), test);
        draft.put(tests);
    }

    private static int indexOf(List<DrillWindow> tests, String id) {
        for (int i = 0; i < tests.size(); i++) {
            if (tests.get(i).window().id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAt(FireSignal end, FireSignal taken) {
        return end.deviceId().equals(taken.deviceId())
                && FireCondition.DRILL.isEndedBy(end, taken.point());
    }

    private static boolean isSame(FireSignal a, FireSignal b) {
        return a.deviceId().equals(b.deviceId())
                && Objects.equals(a.point(), b.point())
                && a.signal() == b.signal();
    }
}
