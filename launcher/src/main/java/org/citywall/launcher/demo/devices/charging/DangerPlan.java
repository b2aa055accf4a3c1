package org.citywall.launcher.demo.devices.charging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.citywall.launcher.demo.plan.Dice;

/**
 * When what goes wrong, at exponential intervals: a pure function of seed and time, however often
 * it is asked. Not thread-safe.
 */
public final class DangerPlan {
    private final Map<Danger, Duration> means;
    private final Map<Danger, Double> dueMs = new EnumMap<>(Danger.class);
    private final Dice dice;
    private final double often;

    /**
     * @param means mean time between two of each kind
     * @param often everything happens so many times as often
     */
    public DangerPlan(Map<Danger, Duration> means, double often, long seed, long startMs) {
        this.means = means;
        this.often = often;
        this.dice = Dice.of(seed, "dangers");
        for (Danger danger : Danger.values()) {
            if (means.containsKey(danger)) {
                dueMs.put(danger, startMs + wait(danger));
            }
        }
    }

    /**
     * For a district of 24 sheds, so that the wall stays calm: a hot port each 25 minutes, hours
     * between the rest. That is far more often than in the field, where a demo would show nothing.
     */
    public static Map<Danger, Duration> calm() {
        Map<Danger, Duration> means = new EnumMap<>(Danger.class);
        means.put(Danger.WORN_CONTACT, Duration.ofHours(1));
        means.put(Danger.PULLED_PLUG, Duration.ofMinutes(70));
        means.put(Danger.POOR_CONTACT, Duration.ofMinutes(100));
        means.put(Danger.WOBBLING_PLUG, Duration.ofMinutes(80));
        means.put(Danger.NO_END, Duration.ofHours(2));
        means.put(Danger.DEAD_CELL, Duration.ofMinutes(150));
        means.put(Danger.LEAKY_PACK, Duration.ofHours(3));
        means.put(Danger.CELL_SHORTS, Duration.ofMinutes(150));
        means.put(Danger.DISTRIBUTOR, Duration.ofMinutes(150));
        means.put(Danger.WELDED_RELAY, Duration.ofHours(4));
        means.put(Danger.CELL_VENTS, Duration.ofHours(8));
        means.put(Danger.SHED_HEATS, Duration.ofHours(10));
        means.put(Danger.BLACKOUT, Duration.ofHours(8));
        return means;
    }

    private double wait(Danger danger) {
        return dice.exponential(means.get(danger).toMillis() / often);
    }

    /** What is due until now. */
    public List<Danger> until(long nowMs) {
        List<Danger> due = new ArrayList<>();
        for (Map.Entry<Danger, Double> next : dueMs.entrySet()) {
            while (next.getValue() <= nowMs) {
                due.add(next.getKey());
                next.setValue(next.getValue() + wait(next.getKey()));
            }
        }
        return due;
    }
}
