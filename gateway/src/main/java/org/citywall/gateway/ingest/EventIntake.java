package org.citywall.gateway.ingest;

import io.vertx.core.Future;

/** Takes events of a type whose sender is no device of the registry. */
public interface EventIntake {
    /** CloudEvents type. */
    String type();

    /**
     * Takes one event; a future that fails means that nothing can be made durable now.
     *
     * @throws FieldFault naming the field that cannot be taken
     */
    Future<IngestResult> take(Inbound event) throws FieldFault;
}
