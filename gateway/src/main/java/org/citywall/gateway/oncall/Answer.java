package org.citywall.gateway.oncall;

import java.util.List;

/**
 * Who is on call, and why.
 *
 * @param people empty: nobody, which is a gap
 * @param source what says so
 * @param by name of the layer, or id of the override; empty for a gap
 * @param reason in words
 */
record Answer(List<Duty> people, Source source, String by, String reason) {
    /** What says who is on call. */
    enum Source {
        LAYER,
        OVERRIDE,
        GAP
    }

    static final Answer GAP = new Answer(List.of(), Source.GAP, "", "无人值班");

    Answer {
        people = List.copyOf(people);
    }

    boolean isGap() {
        return people.isEmpty();
    }

    static Answer of(Layer layer, List<Duty> people) {
        return new Answer(people, Source.LAYER, layer.name(), "按“" + layer.name() + "”排班");
    }

    static Answer of(Substitution override, List<Duty> people) {
        String reason = "调班（" + override.by() + "）：" + override.reason();
        return new Answer(people, Source.OVERRIDE, override.id().toString(), reason);
    }
}
