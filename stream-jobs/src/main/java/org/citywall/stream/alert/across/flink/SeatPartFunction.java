package org.citywall.stream.alert.across.flink;

import org.citywall.stream.alert.across.SeatChange;
import org.citywall.stream.alert.across.SeatNews;
import org.citywall.stream.alert.across.SeatPart;
import org.citywall.stream.alert.rules.RuleVersions;

/** Runs {@link SeatPart} per alert: which seats hear of it. */
public final class SeatPartFunction extends PartFunction<SeatChange, SeatNews, SeatPart> {
    /** Without parts. */
    public SeatPartFunction() {
        super(SeatPart.class);
    }

    @Override
    SeatPart empty() {
        return SeatPart.EMPTY;
    }

    @Override
    SeatPart accept(SeatPart part, SeatChange change, long at) {
        return part.accept(change, at);
    }

    @Override
    Step<SeatPart, SeatNews> advance(
            SeatPart part, String alertId, long now, RuleVersions versions) {
        SeatPart.Decision decision = part.advanceTo(now, versions);
        return new Step<>(decision.part(), decision.news());
    }
}
