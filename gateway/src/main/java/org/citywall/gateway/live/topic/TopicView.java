package org.citywall.gateway.live.topic;

import java.util.List;

/**
 * The whole of a topic at one moment.
 *
 * @param seq the newest step that is contained
 * @param epoch offsets are comparable only within one epoch
 * @param offset resume point
 * @param items all items, gravest first
 */
public record TopicView(long seq, String epoch, String offset, List<Item> items) {}
