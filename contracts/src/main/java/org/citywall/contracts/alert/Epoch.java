package org.citywall.contracts.alert;

import java.time.Instant;

/**
 * A line in the log of starts; its Kafka offset is the incarnation number of the one who wrote it.
 *
 * @param job job name
 * @param subtask subtask index
 * @param startedAt when
 */
public record Epoch(String job, int subtask, Instant startedAt) {}
