/** Notices in a job when the time of its log stood still. */
package org.citywall.stream.log.flink;
