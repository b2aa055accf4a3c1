package org.citywall.stream.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketProposal;
import org.citywall.stream.ground.Cells;

/**
 * What cases at the same place have to do with each other: many callers of one thing are a group
 * (群诉); and two whose texts are alike may be one case, which a person decides.
 *
 * <p>A case is told to its own cell and to those that are near, and to its address; only one of
 * them judges it.
 */
public final class Neighbours implements InsightRule<NearMemory> {
    private final InsightPolicy policy;
    private final double cellM;

    public Neighbours(InsightPolicy policy) {
        this.policy = policy;
        // Much wider than the reach, so that most cases are told to one cell alone.
        this.cellM = policy.nearM() * 10.0;
    }

    @Override
    public String name() {
        return "neighbours";
    }

    @Override
    public Class<NearMemory> memory() {
        return NearMemory.class;
    }

    @Override
    public List<InsightInput> inputs(InsightCase matter) {
        List<InsightInput> inputs = new ArrayList<>(3);
        if (matter.hasPoint()) {
            Cells cells = new Cells(cellM);
            String home = cells.of(matter.lon(), matter.lat());
            for (String cell : cells.near(matter.lon(), matter.lat(), policy.nearM())) {
                inputs.add(new InsightInput(matter.apart(cell), matter, cell.equals(home)));
            }
        }
        if (matter.address() != null && !matter.address().isBlank()) {
            String address = "@" + CaseText.plain(matter.address(), null);
            inputs.add(new InsightInput(matter.apart(address), matter, !matter.hasPoint()));
        }
        return inputs;
    }

    @Override
    public NearMemory take(@Nullable NearMemory before, InsightInput input, InsightDraft draft) {
        InsightCase matter = input.matter();
        List<InsightCase> cases = new ArrayList<>();
        if (before != null) {
            Instant since = matter.at().minus(policy.repeatWithin());
            before.cases().stream().filter(c -> !c.at().isBefore(since)).forEach(cases::add);
        }
        if (input.home()) {
            List<InsightCase> near = cases.stream().filter(other -> isNear(matter, other)).toList();
            group(matter, near, draft);
            propose(matter, near, draft);
        }
        cases.add(matter);
        int tooMany = Math.max(0, cases.size() - policy.mostNear());
        return new NearMemory(
                List.copyOf(cases.subList(tooMany, cases.size())),
                draft.now().plus(policy.repeatWithin()));
    }

    private boolean isNear(InsightCase matter, InsightCase other) {
        if (matter.caseId().equals(other.caseId())) {
            return false;
        }
        if (matter.hasPoint() && other.hasPoint()) {
            return Cells.isWithin(
                    matter.lon(), matter.lat(), other.lon(), other.lat(), policy.nearM());
        }
        return isSameAddress(matter, other);
    }

    private static boolean isSameAddress(InsightCase matter, InsightCase other) {
        return matter.address() != null
                && other.address() != null
                && CaseText.plain(matter.address(), null)
                        .equals(CaseText.plain(other.address(), null));
    }

    /** When the group begins those before learn it too. */
    private void group(InsightCase matter, List<InsightCase> near, InsightDraft draft) {
        if (matter.caller() == null) {
            return;
        }
        List<InsightCase> same =
                near.stream()
                        .filter(other -> other.caller() != null)
                        .filter(other -> other.category().equals(matter.category()))
                        .toList();
        Set<String> before = new HashSet<>();
        same.forEach(other -> before.add(other.caller()));
        Set<String> callers = new HashSet<>(before);
        callers.add(matter.caller());
        if (callers.size() < policy.groupCallers()) {
            return;
        }
        String reason =
                "%d 米内 %d 天有 %d 人反映同类问题"
                        .formatted(policy.nearM(), policy.repeatWithin().toDays(), callers.size());
        draft.flag(matter.caseId(), TicketFlag.GROUP, reason, matter.replay());
        if (before.size() < policy.groupCallers()) {
            same.forEach(c -> draft.flag(c.caseId(), TicketFlag.GROUP, reason, c.replay()));
        }
    }

    private record Likeness(InsightCase other, double value) {}

    /** Only the case that is most alike: a person shall not choose among many. */
    private void propose(InsightCase matter, List<InsightCase> near, InsightDraft draft) {
        if (matter.text().length() < policy.likeLength()) {
            return;
        }
        near.stream()
                .filter(other -> other.text().length() >= policy.likeLength())
                .filter(other -> isSoon(matter, other))
                .map(other -> new Likeness(other, likeness(matter, other)))
                .filter(like -> like.value() >= policy.likeness())
                .max(
                        Comparator.comparingDouble(Likeness::value)
                                .thenComparing(like -> like.other().caseId()))
                .ifPresent(like -> draft.propose(proposal(matter, like, draft.now())));
    }

    private boolean isSoon(InsightCase matter, InsightCase other) {
        return Duration.between(other.at(), matter.at()).abs().compareTo(policy.likeWithin()) <= 0;
    }

    private static double likeness(InsightCase matter, InsightCase other) {
        return CaseText.similarity(matter.text(), other.text());
    }

    private static TicketProposal proposal(InsightCase matter, Likeness like, Instant now) {
        InsightCase other = like.other();
        Double metres =
                matter.hasPoint() && other.hasPoint()
                        ? Cells.metres(matter.lon(), matter.lat(), other.lon(), other.lat())
                        : null;
        boolean sameAddress = isSameAddress(matter, other);
        String where =
                metres == null
                        ? "地址相同"
                        : String.format(
                                Locale.ROOT, "相距 %.0f 米%s", metres, sameAddress ? "、地址相同" : "");
        return new TicketProposal(
                Ids.of("proposal", matter.caseId(), other.caseId()),
                matter.caseId(),
                other.caseId(),
                like.value(),
                metres,
                sameAddress,
                String.format(Locale.ROOT, "文字相似度 %.2f，%s", like.value(), where),
                now,
                matter.replay());
    }

    @Override
    public @Nullable NearMemory advance(NearMemory before, InsightDraft draft) {
        return before.forgetAt().isAfter(draft.now()) ? before : null;
    }

    @Override
    public Instant nextTimer(NearMemory memory) {
        return memory.forgetAt();
    }
}
