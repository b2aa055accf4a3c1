package org.citywall.contracts.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the parent of a flood stands for. The counts by level add up to {@code total}, and so do the
 * counts by kind.
 *
 * @param seat operator seat
 * @param since begin of the flood
 * @param total new alerts since then, red ones too
 * @param byLevel level → new alerts
 * @param byKind kind → new alerts
 * @param active how many of them are still active
 * @param firstOut the first of them, first first
 * @param over whether the flood has ended
 */
public record FloodSummary(
        String seat,
        Instant since,
        int total,
        Map<Integer, Integer> byLevel,
        Map<String, Integer> byKind,
        int active,
        List<FirstOut> firstOut,
        boolean over) {
    /**
     * One of the first alerts of a flood.
     *
     * @param alertId which
     * @param title its words
     * @param level its level when it was raised
     * @param at when it was raised
     */
    public record FirstOut(String alertId, String title, int level, Instant at) {}
}
