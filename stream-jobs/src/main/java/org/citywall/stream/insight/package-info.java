/**
 * What many tickets say together (docs/domain/ticket-insight.md): the same caller or place again,
 * many callers of one thing, hot spots, cases that may be one, and what should be a ticket before
 * anybody calls. Pure rules; the operators are in {@code flink}.
 */
package org.citywall.stream.insight;
