-- Who set the limits of a slope: the first of the versions in a row with the same limits set them. Versions of before do not say so;
-- limits that are the defaults from the first version on were set by nobody.

WITH limited AS (
    SELECT site_id, version, profile, profile -> 'limits' AS limits,
        lag(profile -> 'limits') OVER (PARTITION BY site_id ORDER BY version) AS earlier
    FROM slope_profile
), changed AS (
    SELECT site_id, version, profile
    FROM limited
    WHERE limits IS DISTINCT FROM coalesce(
        earlier, '{"blue":1,"yellow":2,"orange":5,"red":10,"orangeWeek":20,"redHour":2}'::jsonb)
), set_by AS (
    SELECT later.site_id, later.version, max(changed.version) AS since
    FROM slope_profile later
    JOIN changed ON changed.site_id = later.site_id AND changed.version <= later.version
    GROUP BY later.site_id, later.version
)
UPDATE slope_profile
SET profile = slope_profile.profile || jsonb_build_object('limitsBy', jsonb_build_object(
    'version', changed.version,
    'by', changed.profile -> 'approvedBy',
    'at', changed.profile -> 'at'))
FROM set_by
JOIN changed ON changed.site_id = set_by.site_id AND changed.version = set_by.since
WHERE slope_profile.site_id = set_by.site_id AND slope_profile.version = set_by.version
    AND slope_profile.profile -> 'limitsBy' IS NULL;
