package org.citywall.stream.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.citywall.contracts.Json;

/** Pending writes in a checkpoint: JSON, so that fields can be added later. */
final class LiveWriteSerializer implements SimpleVersionedSerializer<LiveWrite> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(LiveWrite write) {
        return Json.bytes(write);
    }

    @Override
    public LiveWrite deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("unknown version of a pending write: " + version);
        }
        try {
            return Json.read(bytes, LiveWrite.class);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
