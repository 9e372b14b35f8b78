// Generated from api/analytics.yaml by `npm run gen`. Do not edit: change the contract and generate again.
