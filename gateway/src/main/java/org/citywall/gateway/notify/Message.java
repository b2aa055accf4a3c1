package org.citywall.gateway.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What somebody is told.
 *
 * @param id of the page or digest: the same on every channel and in every try, so that whoever gets
 *     it twice can tell
 * @param isDigest whether the data is a list of pages
 * @param subject id of the alert; of a digest its contact
 * @param at when it was decided
 * @param data for a page: alertId, title, level, reason, step, to, link …; for a digest {@code
 *     pages}
 */
public record Message(String id, boolean isDigest, String subject, Instant at, ObjectNode data) {}
