"""The composition root for AWS: what makes a Lambda function of the intake, and puts it there.

Here will live the function's entry (`serverless.entry`), the stack with its role policies, the
package and `turva deploy`. None of it exists yet and nothing deploys; what is fixed already is
`zappa_settings.json`, because what Zappa does unless told otherwise would break promises: it logs
whole requests, and takes a role that may read every bucket. Only `app.cli` imports this package.
"""
