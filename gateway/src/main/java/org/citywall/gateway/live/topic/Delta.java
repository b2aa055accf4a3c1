package org.citywall.gateway.live.topic;

import java.util.List;

/**
 * A step of a topic.
 *
 * @param seq counts the steps of this topic in this gateway
 * @param prev offset before the step
 * @param offset offset after it
 * @param changes items that changed or left, at most one per id
 */
public record Delta(long seq, String prev, String offset, List<Item> changes) {}
