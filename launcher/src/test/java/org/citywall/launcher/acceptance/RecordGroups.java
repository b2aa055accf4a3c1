package org.citywall.launcher.acceptance;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What {@code kafka-consumer-groups.sh --reset-offsets --to-datetime} does to the groups of the
 * gateways, as k8s/README.md has it: each is without members, and reads again from then on.
 */
final class RecordGroups {
    /** Jobs have their offsets in their checkpoints, and people were told already. */
    private static final Set<String> LEFT_ALONE =
            Set.of(
                    "citywall-alerts",
                    "citywall-ebike",
                    "citywall-fire",
                    "citywall-insight",
                    "citywall-notify",
                    "citywall-slope",
                    "citywall-tickets");

    private RecordGroups() {}

    /** Sets them back; their names. */
    static Set<String> setBack(String bootstrap, Instant to) throws Exception {
        Set<String> changed = new TreeSet<>();
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            Collection<GroupListing> groups =
                    admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get();
            for (GroupListing group : groups) {
                String name = group.groupId();
                if (name.startsWith("citywall-") && !LEFT_ALONE.contains(name)) {
                    setBack(admin, name, to);
                    changed.add(name);
                }
            }
        }
        return changed;
    }

    private static void setBack(Admin admin, String group, Instant to) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed =
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        Map<TopicPartition, OffsetSpec> then = new HashMap<>();
        committed.keySet().forEach(p -> then.put(p, OffsetSpec.forTimestamp(to.toEpochMilli())));
        Map<TopicPartition, OffsetAndMetadata> wanted = new HashMap<>();
        admin.listOffsets(then)
                .all()
                .get()
                .forEach(
                        (partition, found) -> {
                            if (found.offset() >= 0) { // else nothing came since
                                wanted.put(partition, new OffsetAndMetadata(found.offset()));
                            }
                        });
        if (!wanted.isEmpty()) {
            admin.alterConsumerGroupOffsets(group, wanted).all().get();
        }
    }
}
