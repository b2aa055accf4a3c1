package org.citywall.gateway.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.RegistrySnapshot;

/** What {@link Ingest} must know of one type of event: all else is the same for every domain. */
interface EventReader {
    /** CloudEvents type. */
    String type();

    /** Only devices of this domain may send it. */
    AlertDomain domain();

    /** And only those of this kind; null: of any. */
    default @Nullable String deviceKind() {
        return null;
    }

    /** Checks the data of the event. */
    Read read(Inbound event) throws FieldFault;

    /** An event that was read, still without a place. */
    interface Read {
        /** Registry id of its device. */
        String deviceId();

        /** JSON pointer of that id in what the sender sent. */
        String deviceField();

        /** Its data again, for the quarantine. */
        ObjectNode toJson();

        /** Gives it its place and appends it; completes when it is durable. */
        Future<Void> append(Device device, RegistrySnapshot snapshot);
    }
}
