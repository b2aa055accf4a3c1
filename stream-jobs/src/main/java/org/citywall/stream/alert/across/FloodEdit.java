package org.citywall.stream.alert.across;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.alert.FloodSummary;
import org.citywall.contracts.alert.FloodSummary.FirstOut;
import org.citywall.stream.alert.across.FloodHead.Flood;
import org.citywall.stream.alert.across.FloodHead.Recent;

/** A flood in a decision in the making. */
final class FloodEdit {
    /** So many kinds are told apart; what comes with further ones counts as {@link #OTHERS}. */
    static final int MOST_KINDS = 50;

    static final String OTHERS = "others";

    String parent;
    boolean asked;
    int raises;
    int active;
    long belowSince;
    long countedAt;
    boolean changed;
    private final long since;
    private int total;
    private final Map<Integer, Integer> byLevel = new HashMap<>();
    private final Map<String, Integer> byKind = new HashMap<>();
    private final List<FirstOut> firstOut = new ArrayList<>();

    /** One that begins. */
    FloodEdit(long since) {
        this.since = since;
    }

    FloodEdit(Flood flood) {
        this(flood.since());
        parent = flood.parent();
        asked = flood.asked();
        raises = flood.raises();
        active = flood.active();
        belowSince = flood.belowSince();
        countedAt = flood.countedAt();
        changed = flood.changed();
        total = flood.total();
        byLevel.putAll(flood.byLevel());
        byKind.putAll(flood.byKind());
        firstOut.addAll(flood.firstOut());
    }

    /** One more alert is new. */
    void count(Recent one, int listed) {
        total++;
        byLevel.merge(one.first().level(), 1, Integer::sum);
        boolean known = byKind.containsKey(one.kind()) || byKind.size() < MOST_KINDS;
        byKind.merge(known ? one.kind() : OTHERS, 1, Integer::sum);
        if (firstOut.size() < listed) {
            firstOut.add(one.first());
        }
        changed = true;
    }

    /** The level of its parent. */
    int level() {
        return FloodWords.levelOf(done());
    }

    FloodSummary summary(String seat, boolean over) {
        return new FloodSummary(
                seat,
                Floods.at(since),
                total,
                new TreeMap<>(byLevel),
                new TreeMap<>(byKind),
                active,
                List.copyOf(firstOut),
                over);
    }

    Flood done() {
        return new Flood(
                parent,
                asked,
                raises,
                since,
                total,
                byLevel,
                byKind,
                active,
                firstOut,
                belowSince,
                countedAt,
                changed);
    }
}
