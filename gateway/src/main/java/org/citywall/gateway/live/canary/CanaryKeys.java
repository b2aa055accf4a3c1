package org.citywall.gateway.live.canary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.citywall.contracts.Ids;

/** Finds for each partition a group key that Kafka's default partitioner puts there. */
final class CanaryKeys {
    private CanaryKeys() {}

    /** Group hashes; the one at index p lies in partition p. */
    static List<String> forPartitions(int partitions) {
        List<String> keys = new ArrayList<>(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            int trial = 0;
            String hash;
            do {
                hash = Ids.groupHash("canary/" + partition + "/" + trial++);
            } while (partitionOf(hash, partitions) != partition);
            keys.add(hash);
        }
        return keys;
    }

    static int partitionOf(String key, int partitions) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
    }
}
