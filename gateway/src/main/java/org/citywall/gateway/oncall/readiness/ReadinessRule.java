package org.citywall.gateway.oncall.readiness;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/** What comes next of a test before a shift. Pure. */
final class ReadinessRule {
    /** What is to be done. */
    enum Next {
        NOTHING,
        /** send it over the next channel of the contact */
        FALLBACK,
        /** tell the chain that nobody answers */
        TELL,
        /** somebody else comes on: the test is over */
        WITHDRAW
    }

    /**
     * A decision.
     *
     * @param reason in words; empty if there is nothing to do
     * @param deadline of the next channel; null: there is none to wait for
     */
    record Decision(Next next, String reason, @Nullable Instant deadline) {}

    private static final Decision NOTHING = new Decision(Next.NOTHING, "", null);

    private ReadinessRule() {}

    /**
     * Decides.
     *
     * @param comesOn whether the person still comes on at that moment, or is on call by now
     * @param hasNext whether the contact has a channel after those that were tried
     */
    static Decision decide(
            Check check, boolean comesOn, boolean hasNext, Instant now, ReadinessPolicy policy) {
        if (!check.isOpen()) {
            return NOTHING;
        }
        // Once the shift runs, whoever took it over has no test to wait for; the answer still
        // counts.
        if (!comesOn && now.isBefore(check.begins())) {
            return new Decision(Next.WITHDRAW, "不再接班", null);
        }
        if (now.isBefore(check.deadline())) {
            return NOTHING;
        }
        if (check.state() == Check.State.WAITING && hasNext) {
            return new Decision(Next.FALLBACK, "首选渠道未应答，转下一渠道", now.plus(policy.answer()));
        }
        return new Decision(
                Next.TELL, check.state() == Check.State.WAITING ? "未应答，没有其他渠道" : "两个渠道都未应答", null);
    }
}
