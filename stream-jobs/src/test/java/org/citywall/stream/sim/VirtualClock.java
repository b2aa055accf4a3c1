package org.citywall.stream.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What is planned, in the order of its time; of the same time, in the order of planning. */
final class VirtualClock {
    private final PriorityQueue<Plan> plans =
            new PriorityQueue<>(Comparator.comparing(Plan::at).thenComparing(Plan::sequence));
    private Instant now;
    private long sequence;

    /** Something that happens at a time. */
    interface Event {
        void at(Instant now);
    }

    private record Plan(Instant at, long sequence, Event event) {}

    VirtualClock(Instant begin) {
        now = begin;
    }

    Instant now() {
        return now;
    }

    void after(Duration delay, Event event) {
        plans.add(new Plan(now.plus(delay), sequence++, event));
    }

    /** Runs what is planned up to the end. */
    void run(Instant end) {
        while (!plans.isEmpty() && !plans.peek().at().isAfter(end)) {
            Plan next = plans.poll();
            now = next.at();
            next.event().at(now);
        }
        now = end;
    }
}
