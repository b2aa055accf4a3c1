package org.citywall.gateway.command;

import io.vertx.core.Future;
import java.util.Optional;

/** Knows where alerts are. */
@FunctionalInterface
public interface AlertPlaces {
    /** Grid path of the alert; empty if nobody knows of it; fails if that cannot be told now. */
    Future<Optional<String>> placeOf(String alertId);
}
