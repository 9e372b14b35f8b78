-- When the declared head was read: clicks before this time have numbers up to it. The time of arrival, `reported_at`,
-- says only that the lane's owner lives; it is later by as long as the report was on its way.
alter table lanes add column measured_at timestamptz;
