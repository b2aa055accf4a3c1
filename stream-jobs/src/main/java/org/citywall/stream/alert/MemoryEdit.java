package org.citywall.stream.alert;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.citywall.stream.alert.AlertMemory.AcceptClock;
import org.citywall.stream.alert.AlertMemory.NextStep;
import org.citywall.stream.alert.AlertMemory.SourceNote;
import org.citywall.stream.alert.AlertMemory.StandingMark;

/** {@link AlertMemory} while a rule works on it. */
final class MemoryEdit {
    int cycle;
    NextStep next;
    AcceptClock accept;
    String named;
    final Map<String, SourceNote> sources;
    Long closeAfterS;
    Instant closeFrom;
    StandingMark standing;
    final Map<String, Instant> timers;
    Long judgedBy;
    Instant weighedAt;

    MemoryEdit(AlertMemory before) {
        cycle = before.cycle();
        next = before.next();
        accept = before.accept();
        named = before.named();
        sources = new HashMap<>(before.sources());
        closeAfterS = before.closeAfterS();
        closeFrom = before.closeFrom();
        standing = before.standing();
        timers = new HashMap<>(before.timers());
        judgedBy = before.judgedBy();
        weighedAt = before.weighedAt();
    }

    /** Runs while needed, from the first moment at which it was. */
    void keep(String timer, boolean needed, Instant dueAt) {
        if (needed) {
            timers.putIfAbsent(timer, dueAt);
        } else {
            timers.remove(timer);
        }
    }

    /** A closed alert needs only what its next cycle must know. */
    void settle() {
        next = null;
        accept = null;
        named = null;
        sources.clear();
        timers.clear();
    }

    AlertMemory memory() {
        return new AlertMemory(
                cycle,
                next,
                accept,
                named,
                Map.copyOf(sources),
                closeAfterS,
                closeFrom,
                standing,
                Map.copyOf(timers),
                judgedBy,
                weighedAt);
    }
}
