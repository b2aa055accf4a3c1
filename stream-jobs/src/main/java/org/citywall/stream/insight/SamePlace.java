package org.citywall.stream.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.TicketFlag;

/**
 * The same of the same place within a day of the first, where nobody says who called: most likely
 * the same matter again. A later one begins anew.
 */
public final class SamePlace implements InsightRule<PlaceMemory> {
    private final InsightPolicy policy;

    public SamePlace(InsightPolicy policy) {
        this.policy = policy;
    }

    @Override
    public String name() {
        return "same-place";
    }

    @Override
    public Class<PlaceMemory> memory() {
        return PlaceMemory.class;
    }

    @Override
    public List<InsightInput> inputs(InsightCase matter) {
        if (matter.caller() != null || !matter.hasPoint()) {
            return List.of();
        }
        // A ten-millionth of a degree: a centimetre, finer than any system's own coordinates.
        String point =
                String.format(
                        Locale.ROOT, "%.7f,%.7f|%s", matter.lon(), matter.lat(), matter.category());
        return List.of(new InsightInput(matter.apart(point), matter, true));
    }

    @Override
    public PlaceMemory take(@Nullable PlaceMemory before, InsightInput input, InsightDraft draft) {
        InsightCase matter = input.matter();
        Instant forgetAt = draft.now().plus(policy.samePlaceWithin());
        if (before == null || isApart(before.first(), matter.at())) {
            return before != null && matter.at().isBefore(before.first())
                    ? before // heard much too late to begin anything
                    : new PlaceMemory(matter.at(), 1, forgetAt);
        }
        int count = before.count() + 1;
        draft.flag(
                matter.caseId(),
                TicketFlag.REPEAT,
                "同一地点 %d 小时内第 %d 件同类工单".formatted(policy.samePlaceWithin().toHours(), count),
                matter.replay());
        return new PlaceMemory(before.first(), count, forgetAt);
    }

    private boolean isApart(Instant first, Instant at) {
        return Duration.between(first, at).abs().compareTo(policy.samePlaceWithin()) > 0;
    }

    @Override
    public @Nullable PlaceMemory advance(PlaceMemory before, InsightDraft draft) {
        return before.forgetAt().isAfter(draft.now()) ? before : null;
    }

    @Override
    public Instant nextTimer(PlaceMemory memory) {
        return memory.forgetAt();
    }
}
