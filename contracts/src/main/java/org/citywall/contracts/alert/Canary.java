package org.citywall.contracts.alert;

import java.time.Instant;

/**
 * A probe that walks the whole alarm path (gateway → fire signals → fire job → alert inputs →
 * alerts job → Redis → gateway), and is kept out of views, streams, history and counts.
 *
 * @param gatewayId who sent it and waits for it
 * @param sequence number of the round
 * @param partition partition of {@code alert-inputs} that it probes
 * @param groupHash a key that lies in this partition
 * @param sentAt when it left
 */
public record Canary(
        String gatewayId, long sequence, int partition, String groupHash, Instant sentAt) {}
