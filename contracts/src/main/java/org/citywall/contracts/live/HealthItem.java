package org.citywall.contracts.live;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * One line of topic {@code health}.
 *
 * @param id {@code feed:fire}: the fire feed; {@code part:kafka}, {@code part:redis}, {@code
 *     part:postgres}: a part of the platform as this gateway sees it
 * @param rev milliseconds of its last change
 * @param ok false: broken
 * @param newestAt received time of the newest data of a feed; null: nothing came yet
 * @param detail one sentence
 */
public record HealthItem(
        String id, long rev, boolean ok, @Nullable Instant newestAt, String detail) {}
