package org.citywall.stream.ticket.flink;

import org.citywall.contracts.ticket.TicketChange;
import org.citywall.stream.flink.SweepOperator;
import org.citywall.stream.ticket.TicketInput;

/**
 * Runs {@link TicketFunction}, and after a new version of the rules looks at every case once: a
 * million cases do not let events wait.
 */
public final class TicketOperator extends SweepOperator<TicketInput, TicketInput, TicketChange> {
    private static final long serialVersionUID = 2L;

    /**
     * @param function the rules
     * @param slice cases per step of time
     */
    public TicketOperator(TicketFunction function, int slice) {
        super(function, TicketFunction.RULES, TicketFunction.STATE, slice);
    }

    @Override
    protected long version() throws Exception {
        return TicketFunction.version(
                getOperatorStateBackend().getBroadcastState(TicketFunction.RULES));
    }
}
