package org.citywall.stream.config;

import java.io.Serializable;
import org.citywall.stream.ticket.TicketPolicy;

/**
 * Settings of the tickets job.
 *
 * @param policy numbers of the rules
 * @param backend where its state lies, the name that Flink has for it
 * @param rocksMb memory of RocksDB per slot, MiB
 * @param rulesSlice cases that are counted anew per step of time after new rules
 */
public record TicketOptions(TicketPolicy policy, String backend, int rocksMb, int rulesSlice)
        implements Serializable {}
