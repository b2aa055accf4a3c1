package org.citywall.stream.alert.across.flink;

import org.citywall.contracts.alert.AlertChange;
import org.citywall.stream.alert.across.InhibitNews;
import org.citywall.stream.alert.across.InhibitPart;
import org.citywall.stream.alert.rules.RuleVersions;

/** Runs {@link InhibitPart} per alert: which rules of inhibition it has a part in. */
public final class InhibitPartFunction extends PartFunction<AlertChange, InhibitNews, InhibitPart> {
    /** Without parts. */
    public InhibitPartFunction() {
        super(InhibitPart.class);
    }

    @Override
    InhibitPart empty() {
        return InhibitPart.EMPTY;
    }

    @Override
    InhibitPart accept(InhibitPart part, AlertChange change, long at) {
        return part.accept(change.alert(), at);
    }

    @Override
    Step<InhibitPart, InhibitNews> advance(
            InhibitPart part, String alertId, long now, RuleVersions versions) {
        InhibitPart.Decision decision = part.advanceTo(alertId, now, versions);
        return new Step<>(decision.part(), decision.news());
    }
}
