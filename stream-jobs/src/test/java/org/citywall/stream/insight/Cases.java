package org.citywall.stream.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketProposal;

/** Hands cases to a rule, key by key, as the operator does, and keeps what it finds. */
final class Cases<S> {
    static final Instant START = Instant.parse("2026-09-21T00:00:00Z");
    static final double LON = 114.05;
    static final double LAT = 22.53;
    private static final double M_PER_DEGREE = 111_195;

    final List<TicketEvent> flags = new ArrayList<>();
    final List<HotSpot> hotSpots = new ArrayList<>();
    final List<TicketProposal> proposals = new ArrayList<>();
    private final Map<String, S> memories = new HashMap<>();
    private final InsightRule<S> rule;

    Cases(InsightRule<S> rule) {
        this.rule = rule;
    }

    static Case at(Duration after) {
        return new Case(START.plus(after));
    }

    Cases<S> take(Case given) {
        return take(given.build());
    }

    Cases<S> take(InsightCase matter) {
        for (InsightInput input : rule.inputs(matter)) {
            InsightDraft draft = new InsightDraft(matter.heardAt());
            memories.put(input.key(), rule.take(memories.get(input.key()), input, draft));
            keep(draft);
        }
        return this;
    }

    /** Lets time go on as far as timers are due. */
    Cases<S> pass(Instant to) {
        for (String key : List.copyOf(memories.keySet())) {
            S memory = memories.get(key);
            while (memory != null && !rule.nextTimer(memory).isAfter(to)) {
                InsightDraft draft = new InsightDraft(rule.nextTimer(memory));
                memory = rule.advance(memory, draft);
                keep(draft);
            }
            if (memory == null) {
                memories.remove(key);
            } else {
                memories.put(key, memory);
            }
        }
        return this;
    }

    int remembered() {
        return memories.size();
    }

    List<String> flagged(TicketFlag flag) {
        return flags.stream().filter(f -> f.flag() == flag).map(TicketEvent::caseId).toList();
    }

    private void keep(InsightDraft draft) {
        flags.addAll(draft.flags());
        hotSpots.addAll(draft.hotSpots());
        proposals.addAll(draft.proposals());
    }

    /** A case to be written down in a line. */
    static final class Case {
        private final Instant at;
        private String id = "case";
        private String category = "01-02";
        private Double lon = LON;
        private Double lat = LAT;
        private String address;
        private String caller;
        private String text = "";
        private boolean replay;

        private Case(Instant at) {
            this.at = at;
        }

        Case id(String name) {
            id = name;
            return this;
        }

        Case about(String code) {
            category = code;
            return this;
        }

        Case east(double metres) {
            lon = LON + metres / (M_PER_DEGREE * Math.cos(Math.toRadians(LAT)));
            return this;
        }

        Case point(double newLon, double newLat) {
            lon = newLon;
            lat = newLat;
            return this;
        }

        Case nowhere() {
            lon = null;
            lat = null;
            return this;
        }

        Case address(String words) {
            address = words;
            return this;
        }

        Case by(String hash) {
            caller = hash;
            return this;
        }

        Case says(String words) {
            text = CaseText.plain(words, null);
            return this;
        }

        Case recorded() {
            replay = true;
            return this;
        }

        InsightCase build() {
            return new InsightCase(
                    id, at, at, category, "暴露垃圾", "a/b", "甲/乙", lon, lat, address, caller, text,
                    replay);
        }
    }
}
