package org.citywall.stream.ticket;

import java.util.Arrays;
import java.util.Objects;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;

/**
 * Two systems that are joined tell each other's steps on: the same step by another system soon
 * after is an echo. Each step taken is packed into a number: kind, who said so, a hash of what it
 * means, seconds since 1970.
 */
final class Echoes {
    private static final int MOST = 8;

    private Echoes() {}

    static boolean isEcho(TicketMemory memory, TicketEvent event, long at, TicketPolicy policy) {
        if (event.kind() == TicketEventKind.CREATED || event.kind() == TicketEventKind.LINKED) {
            return false;
        }
        int system = systemOf(event);
        int meaning = meaningOf(event);
        for (long packed : memory.echoes) {
            if (kindOf(packed) == kindOf(event)
                    && (packed >>> 40 & 0xffff) != system
                    && (packed >>> 32 & 0xff) == meaning
                    && Math.abs((packed & 0xffff_ffffL) - at / 1_000)
                            <= policy.echo().toSeconds()) {
                return true;
            }
        }
        return false;
    }

    static void note(TicketMemory memory, TicketEvent event, long at) {
        long packed =
                (long) kindOf(event) << 56
                        | (long) systemOf(event) << 40
                        | (long) meaningOf(event) << 32
                        | (at / 1_000 & 0xffff_ffffL);
        int drop = memory.echoes.length < MOST ? 0 : 1;
        long[] next = Arrays.copyOfRange(memory.echoes, drop, memory.echoes.length + 1);
        next[next.length - 1] = packed;
        memory.echoes = next;
    }

    private static long kindOf(long packed) {
        return packed >>> 56;
    }

    private static int kindOf(TicketEvent event) {
        return event.kind().name().hashCode() & 0xff;
    }

    private static int systemOf(TicketEvent event) {
        return event.ref().system().hashCode() & 0xffff;
    }

    private static int meaningOf(TicketEvent event) {
        return Objects.hash(
                        event.department(),
                        event.departments(),
                        event.rating(),
                        event.outcome() == null ? null : event.outcome().name(),
                        event.until(),
                        event.flag() == null ? null : event.flag().name(),
                        event.into())
                & 0xff;
    }
}
