/**
 * What other rules would have done to a history of inputs: the rules of the alerts job without its
 * operators, see docs/domain/aggregation.md, "Dry run". Pure; reading the history is not.
 */
package org.citywall.stream.alert.dryrun;
