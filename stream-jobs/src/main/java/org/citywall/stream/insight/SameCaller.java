package org.citywall.stream.insight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.TicketFlag;

/** The same caller calls again about the same: his case is a repeat, and nobody solved it. */
public final class SameCaller implements InsightRule<CallerMemory> {
    private static final int MOST = 50;

    private final InsightPolicy policy;

    public SameCaller(InsightPolicy policy) {
        this.policy = policy;
    }

    @Override
    public String name() {
        return "same-caller";
    }

    @Override
    public Class<CallerMemory> memory() {
        return CallerMemory.class;
    }

    @Override
    public List<InsightInput> inputs(InsightCase matter) {
        return matter.caller() == null
                ? List.of()
                : List.of(
                        new InsightInput(
                                matter.apart(matter.caller() + "|" + matter.category()),
                                matter,
                                true));
    }

    @Override
    public CallerMemory take(
            @Nullable CallerMemory before, InsightInput input, InsightDraft draft) {
        InsightCase matter = input.matter();
        List<SeenCase> cases = new ArrayList<>();
        int earlier = 0;
        if (before != null) {
            Instant since = matter.at().minus(policy.repeatWithin());
            for (SeenCase seen : before.cases()) {
                if (seen.caseId().equals(matter.caseId())) {
                    return before;
                }
                if (seen.at().isBefore(since)) {
                    continue;
                }
                cases.add(seen);
                earlier += seen.at().isAfter(matter.at()) ? 0 : 1;
            }
        }
        if (earlier > 0) {
            draft.flag(
                    matter.caseId(),
                    TicketFlag.REPEAT,
                    "同一来电人 %d 天内第 %d 次反映同类问题"
                            .formatted(policy.repeatWithin().toDays(), earlier + 1),
                    matter.replay());
        }
        cases.add(new SeenCase(matter.caseId(), matter.at()));
        return new CallerMemory(
                List.copyOf(cases.subList(Math.max(0, cases.size() - MOST), cases.size())),
                draft.now().plus(policy.repeatWithin()));
    }

    @Override
    public @Nullable CallerMemory advance(CallerMemory before, InsightDraft draft) {
        return before.forgetAt().isAfter(draft.now()) ? before : null;
    }

    @Override
    public Instant nextTimer(CallerMemory memory) {
        return memory.forgetAt();
    }
}
