/** The thin operator around dry runs of rules. */
package org.citywall.stream.alert.dryrun.flink;
